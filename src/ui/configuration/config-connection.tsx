import { i18n } from '#i18n';
import { Disclosure } from '../components/disclosure.tsx';
import { TextField } from '../components/text-field.tsx';
import { bambooOrigin, normaliseSubdomain } from '../../shared/bamboo-subdomain.ts';
import { normaliseSiAddress } from '../../shared/si-origin.ts';
import { type PlainKey, text } from '../format/text.ts';
import type { Draft } from './config-draft.ts';
import type { UiModel } from '../shell/ui-model.ts';

interface FieldsProps {
  readonly ui: UiModel;
  readonly draft: Draft;
}

export function BambooFields({ ui, draft }: FieldsProps) {
  const { config } = ui;
  const errors = config.errors.value;
  const subdomain = normaliseSubdomain(draft.bambooSubdomain);
  const status = ui.status.status.value;
  // A saved key opens for the host it was saved for and for no other.
  const sameHost = subdomain === status?.settings.bambooSubdomain;
  const saved = status?.secrets.bambooKey === true && sameHost;
  return (
    <>
      <div class="field-pair">
        <TextField
          label={text('config.bamboo.subdomain')}
          value={draft.bambooSubdomain}
          help={subdomain === undefined ? text('config.bamboo.subdomainHelp') : undefined}
          note={
            subdomain === undefined
              ? undefined
              : i18n.t('config.uses', { address: new URL(bambooOrigin(subdomain)).host })
          }
          error={errorText(errors.bambooSubdomain)}
          locked={config.isLocked('bambooSubdomain')}
          onInput={(value) => config.set('bambooSubdomain', value)}
        />
        <TextField
          label={text('config.bamboo.headCount')}
          value={draft.headCount}
          numeric
          help={text('config.bamboo.headCountHelp')}
          error={errorText(errors.headCount)}
          locked={config.isLocked('headCount')}
          onInput={(value) => config.set('headCount', value)}
        />
      </div>
      <TextField
        label={text('config.bamboo.key')}
        value={draft.bambooKey}
        secret
        placeholder={saved ? text('config.saved') : ''}
        help={status?.secrets.bambooKey === true && !sameHost ? text('config.otherHost') : undefined}
        error={errorText(errors.bambooKey)}
        locked={config.isLocked('bambooKey')}
        onInput={(value) => config.set('bambooKey', value)}
      />
      <Where
        steps={['config.bamboo.keySteps.0', 'config.bamboo.keySteps.1', 'config.bamboo.keySteps.2']}
        hint="config.bamboo.keyHint"
      />
    </>
  );
}

export function SiFields({ ui, draft }: FieldsProps) {
  const { config } = ui;
  const errors = config.errors.value;
  const origin = normaliseSiAddress(draft.siAddress);
  const status = ui.status.status.value;
  const sameHost = origin === status?.settings.siAddress;
  const saved = status?.secrets.siToken === true && sameHost;
  return (
    <>
      <TextField
        label={text('config.si.address')}
        value={draft.siAddress}
        help={origin === undefined ? text('config.si.addressHelp') : undefined}
        note={
          origin === undefined || origin === draft.siAddress ? undefined : i18n.t('config.uses', { address: origin })
        }
        error={errorText(errors.siAddress)}
        locked={config.isLocked('siAddress')}
        onInput={(value) => config.set('siAddress', value)}
      />
      <TextField
        label={text('config.si.token')}
        value={draft.siToken}
        secret
        placeholder={saved ? text('config.saved') : ''}
        help={status?.secrets.siToken === true && !sameHost ? text('config.otherHost') : undefined}
        error={errorText(errors.siToken)}
        locked={config.isLocked('siToken')}
        onInput={(value) => config.set('siToken', value)}
      />
      <Where
        steps={['config.si.tokenSteps.0', 'config.si.tokenSteps.1', 'config.si.tokenSteps.2']}
        hint="config.si.tokenHint"
      />
    </>
  );
}

function Where({ steps, hint }: { readonly steps: readonly PlainKey[]; readonly hint: PlainKey }) {
  return (
    <Disclosure summary={text('config.where')}>
      <ol class="steps">
        {steps.map((step) => (
          <li key={step}>{text(step)}</li>
        ))}
      </ol>
      <p class="field-help">{text(hint)}</p>
    </Disclosure>
  );
}

function errorText(key: PlainKey | undefined): string | undefined {
  return key === undefined ? undefined : text(key);
}
