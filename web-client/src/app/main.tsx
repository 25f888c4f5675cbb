// Where the page begins.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { MeProvider } from '../api/me-provider';
import { I18nProvider } from '../i18n/i18n-provider';
import '../ui/styles/tokens.css';
import '../ui/styles/base.css';
import '../ui/styles/controls.css';
import '../ui/styles/page.css';
import '../features/room/room.css';
import '../features/room/chat.css';
import '../features/room/people.css';
import '../features/replay/player.css';
import { App } from './app';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no root element');

createRoot(root).render(
  <StrictMode>
    <I18nProvider>
      <MeProvider>
        <App />
      </MeProvider>
    </I18nProvider>
  </StrictMode>,
);
