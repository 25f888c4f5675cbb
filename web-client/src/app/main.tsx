// Where the page begins.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { MeProvider } from '../api/me-provider';
import { I18nProvider } from '../i18n/i18n-provider';
import '../ui/styles/tokens.css';
import '../ui/styles/base.css';
import '../ui/styles/controls.css';
import '../ui/styles/page.css';
import { App } from './app';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no root element');

createRoot(root).render(
  <StrictMode>
    {/* Who we are is asked for while the words are still on their way. */}
    <MeProvider>
      <I18nProvider>
        <App />
      </I18nProvider>
    </MeProvider>
  </StrictMode>,
);
