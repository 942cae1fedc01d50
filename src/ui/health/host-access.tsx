import { i18n } from '#i18n';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { text } from '../format/text.ts';
import type { UiModel } from '../shell/ui-model.ts';

const sites = { bamboo: 'bamboohr.com', si: 'small-improvements.com' } as const;

/** Access the browser withholds, with the way to grant it. */
export function HostAccess({ ui }: { readonly ui: UiModel }) {
  const withheld = ui.status.status.value?.withheld ?? [];
  const refused = ui.health.refused.value;
  return (
    <>
      {withheld.map((side) => (
        <Notice
          key={side}
          tone="bad"
          role="alert"
          title={i18n.t('health.accessWithheld', { site: sites[side] })}
          actions={<Button onClick={() => void ui.health.grant(side)}>{text('health.grant')}</Button>}
        >
          {refused === side && <p>{text('health.grantNot')}</p>}
        </Notice>
      ))}
    </>
  );
}
