import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { Refusal } from '../../messaging/profile-answers.ts';
import { Button } from '../components/button.tsx';
import { assertNever } from '../../shared/assert.ts';
import { text } from '../format/text.ts';
import { Message } from './message.tsx';
import { NamedText } from './named-text.tsx';
import type { PanelModel } from './panel-model.ts';
import type { PanelView } from './panel-port.ts';

/** Why nothing is shown, and what can be done about it. */
export function RefusalPanel({
  refusal,
  view,
  model,
}: {
  readonly refusal: Refusal;
  readonly view: PanelView;
  readonly model: PanelModel;
}) {
  const openSi = 'siUrl' in refusal && (
    <Button onClick={() => model.openTab(refusal.siUrl)}>{text('panel.open')}</Button>
  );
  switch (refusal.state) {
    case 'signed-out':
      return <SignedOut refusal={refusal} model={model} />;
    case 'ask-company':
      return (
        <Message
          icon="lock"
          title={i18n.t('panel.askCompany.title', { host: refusal.host })}
          action={
            <>
              <PressButton onPress={() => void model.allowCompany()}>{text('panel.askCompany.button')}</PressButton>
              {model.addressError.value !== undefined && (
                <p class="address-error" role="alert">
                  {text('panel.askCompany.failed')}
                </p>
              )}
            </>
          }
        >
          {text('panel.askCompany.more')}
        </Message>
      );
    case 'other-company':
      return (
        <Message icon="block" title={text('panel.otherCompany.title')}>
          {text('panel.otherCompany.more')}
        </Message>
      );
    case 'press-first':
      return (
        <Message
          icon="lines"
          title={text('panel.pressFirst.title')}
          action={
            <PressButton onPress={model.press}>
              {text(view === 'reviews' ? 'panel.pressFirst.reviews' : 'panel.pressFirst.objectives')}
            </PressButton>
          }
        >
          {text('panel.pressFirst.more')}
        </Message>
      );
    case 'session-kept':
      return (
        <Message
          icon="lock"
          tone="warn"
          title={text('panel.sessionKept.title')}
          action={
            <>
              <Button look="primary" disabled={model.busy.value} onClick={() => void model.load()}>
                {text('app.retry')}
              </Button>
              {openSi}
            </>
          }
        >
          {text('panel.sessionKept.more')}
        </Message>
      );
    case 'is-it-you':
      return (
        <Message
          icon="person"
          title={<NamedText name={refusal.viewer} make={(name) => i18n.t('panel.isItYou.title', { name })} />}
          action={
            <>
              <PressButton onPress={model.confirm}>{text('panel.isItYou.button')}</PressButton>
              {openSi}
            </>
          }
        >
          {text('panel.isItYou.more')}
        </Message>
      );
    case 'someone-else':
      return (
        <Message icon="person" tone="warn" title={text('panel.someoneElse.title')} action={openSi}>
          <NamedText name={refusal.viewer} make={(name) => i18n.t('panel.someoneElse.more', { name })} />
        </Message>
      );
    case 'not-found':
      return (
        <Message icon="search" title={text('panel.notFound.title')} action={openSi}>
          {text(refusal.emailSeen ? 'panel.notFound.more' : 'panel.notFound.noEmail')}
        </Message>
      );
    case 'forbidden':
      return (
        <Message icon="lock" title={text('panel.forbidden.title')} action={openSi}>
          {i18n.t('panel.forbidden.more', { name: text('panel.forbidden.person') })}
        </Message>
      );
    case 'module-off':
      return (
        <Message icon="block" title={text('panel.moduleOff.title')}>
          {text('panel.moduleOff.more')}
        </Message>
      );
    default:
      return assertNever(refusal);
  }
}

/** Counts only when a person presses it, by mouse or keyboard. */
function PressButton({ onPress, children }: { readonly onPress: () => void; readonly children: ComponentChildren }) {
  return (
    <Button
      look="primary"
      onClick={(event) => {
        if (event.isTrusted) onPress();
      }}
    >
      {children}
    </Button>
  );
}

function SignedOut({
  refusal,
  model,
}: {
  readonly refusal: Extract<Refusal, { state: 'signed-out' }>;
  readonly model: PanelModel;
}) {
  return (
    <Message
      icon="lock"
      title={text('panel.signedOut.title')}
      action={
        <>
          <Button look="primary" onClick={() => model.logIn(refusal.loginUrl)}>
            {text('panel.signedOut.button')}
          </Button>
          <p class="muted waiting" role="status">
            {model.waiting.value && text('panel.signedOut.waiting')}
          </p>
          {!refusal.addressKnown && <AddressForm model={model} />}
        </>
      }
    >
      {text('panel.signedOut.more')}
    </Message>
  );
}

/** Asked once, and only while nobody told the address. */
function AddressForm({ model }: { readonly model: PanelModel }) {
  const typed = useSignal('');
  const invalid = model.addressError.value !== undefined;
  return (
    <form
      class="address"
      onSubmit={(event) => {
        event.preventDefault();
        void model.useAddress(typed.value);
      }}
    >
      <label class="address-label" for="si-address">
        {text('panel.address.label')}
      </label>
      <div class="address-row">
        <input
          id="si-address"
          class="input"
          type="text"
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
          value={typed.value}
          aria-invalid={invalid}
          aria-describedby="si-address-help"
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
        />
        <button type="submit" class="button plain" disabled={typed.value.trim() === ''}>
          {text('panel.address.button')}
        </button>
      </div>
      <p id="si-address-help" class={invalid ? 'address-error' : 'muted'} role={invalid ? 'alert' : undefined}>
        {text(invalid ? 'panel.address.invalid' : 'panel.address.help')}
      </p>
    </form>
  );
}
