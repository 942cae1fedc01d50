import { useSignal } from '@preact/signals';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icons.tsx';
import { text } from '../format/text.ts';

/** Step 0: the API of Small Improvements is opened on request; here is the text to send. */
export function ApiAccess() {
  const copied = useSignal(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text('config.access.copyText'));
      copied.value = true;
    } catch {
      // Refused by the browser: the text stands there to be marked by hand.
      copied.value = false;
    }
  };
  return (
    <>
      <p>{text('config.access.text')}</p>
      <blockquote class="copy-text" aria-label={text('config.access.copyLabel')}>
        {text('config.access.copyText')}
      </blockquote>
      <div class="row">
        <Button icon="copy" onClick={() => void copy()}>
          {text('config.access.copy')}
        </Button>
        <span class="saved-mark" aria-live="polite">
          {copied.value && (
            <>
              <Icon name="check" /> {text('config.access.copied')}
            </>
          )}
        </span>
      </div>
    </>
  );
}
