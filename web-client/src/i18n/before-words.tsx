// The page while its words are on their way, or when they could not come.
import { FIRST_WORDS } from './first-words';
import type { Language } from './language';

interface BeforeWordsProps {
  language: Language;
  failed: boolean;
}

export function BeforeWords({ language, failed }: BeforeWordsProps) {
  const words = FIRST_WORDS[language];
  return (
    <main id="content" className="page page-narrow page-centred">
      {failed ? (
        <>
          <p role="alert">{words.failed}</p>
          <p>
            <button
              type="button"
              className="button button-primary"
              onClick={() => window.location.reload()}
            >
              {words.again}
            </button>
          </p>
        </>
      ) : (
        <p className="loading late" role="status">
          {words.loading}
        </p>
      )}
    </main>
  );
}
