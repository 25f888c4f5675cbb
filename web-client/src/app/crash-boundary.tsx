// Catches what should never happen, and offers the way back instead of an empty page.
import type { ReactNode } from 'react';
import { Component } from 'react';
import { useI18n } from '../i18n/i18n-provider';
import { Button } from '../ui/button';
import { Page } from '../ui/page';

interface Props {
  children: ReactNode;
}

export class CrashBoundary extends Component<Props, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    return this.state.crashed ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
  const { t } = useI18n();
  return (
    <Page title={t('crash.title')} lead={<p>{t('crash.body')}</p>}>
      <p>
        <Button kind="primary" onClick={() => window.location.reload()}>
          {t('crash.reload')}
        </Button>
      </p>
    </Page>
  );
}
