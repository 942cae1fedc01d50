import { CheckField } from '../components/check-field.tsx';
import { text } from '../format/text.ts';
import type { Draft } from '../models/config-draft.ts';
import type { UiModel } from '../models/ui-model.ts';

/** The four choices of the integration. */
export function OptionFields({ ui, draft }: { readonly ui: UiModel; readonly draft: Draft }) {
  const { config } = ui;
  const seen = ui.status.status.value?.previewSeen === true;
  return (
    <>
      <CheckField
        label={text('config.options.automatic')}
        checked={draft.automaticImports}
        disabled={!seen && !draft.automaticImports}
        locked={config.isLocked('automaticImports')}
        help={text(seen || draft.automaticImports ? 'config.options.automaticHelp' : 'config.options.automaticLater')}
        onChange={(checked) => config.set('automaticImports', checked)}
      />
      <CheckField
        label={text('config.options.emails')}
        checked={draft.sendPasswordEmails}
        locked={config.isLocked('sendPasswordEmails')}
        help={text('config.options.emailsHelp')}
        onChange={(checked) => config.set('sendPasswordEmails', checked)}
      />
      <CheckField
        label={text('config.options.deactivate')}
        checked={draft.deactivateNotImported}
        locked={config.isLocked('deactivateNotImported')}
        help={text('config.options.deactivateHelp')}
        onChange={(checked) => config.set('deactivateNotImported', checked)}
      />
      <CheckField
        label={text('config.options.pictures')}
        checked={draft.showPictures}
        locked={config.isLocked('showPictures')}
        help={text('config.options.picturesHelp')}
        onChange={(checked) => config.set('showPictures', checked)}
      />
    </>
  );
}
