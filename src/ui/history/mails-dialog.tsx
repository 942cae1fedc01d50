import { i18n } from '#i18n';
import type { PairState } from '../../domain/pair-state.ts';
import { CheckField } from '../components/check-field.tsx';
import { Notice } from '../components/notice.tsx';
import { QuestionDialog } from '../components/question-dialog.tsx';
import { mayHaveBeenMailed } from '../format/lines/uninformed-text.ts';
import { countText, listText, text } from '../format/text.ts';
import { mailsOf } from './mails-model.ts';
import type { UiModel } from '../shell/ui-model.ts';

const namesLimit = 6;

/** Asks before anybody is mailed: how many, who, and who may have an email already. */
export function MailsDialog({ ui }: { readonly ui: UiModel }) {
  const mails = mailsOf(ui);
  const people = mails.asked.value;
  if (people === undefined) return null;
  const busy = mails.starting.value;
  const unsure = people.filter(mayHaveBeenMailed);
  const names = (some: typeof people) =>
    listText(
      some.map((person) => person.name),
      namesLimit,
    );
  return (
    <QuestionDialog
      title={countText('mails.title', people.length)}
      go={busy ? text('import.starting') : countText('mails.go', people.length)}
      disabled={busy || (unsure.length > 0 && !mails.agreed.value)}
      onGo={() => void mails.send()}
      onClose={mails.close}
      error={mails.error.value}
      hint={text('mails.closeHint')}
    >
      <p>
        <strong>{i18n.t('mails.to', { names: names(people) })}</strong>
      </p>
      <p>{text('mails.intro')}</p>
      <SiItself firstCreation={mails.firstCreation.value} />
      {unsure.length > 0 && (
        <>
          <Notice tone="warn" title={text('mails.unsureTitle')}>
            <p>{text('mails.unsure')}</p>
          </Notice>
          <CheckField
            label={i18n.t('mails.again', { name: names(unsure) })}
            checked={mails.agreed.value}
            onChange={mails.agree}
          />
        </>
      )}
    </QuestionDialog>
  );
}

/** What the admin said, or was not asked yet, about mails Small Improvements sends by itself. */
function SiItself({ firstCreation }: { readonly firstCreation: PairState['firstCreation'] }) {
  if (firstCreation === undefined) return null;
  if (firstCreation.state === 'asked') return <p>{text('mails.siOpen')}</p>;
  return firstCreation.mailed ? (
    <Notice tone="warn" title={text('mails.siMails')} />
  ) : (
    <p class="facts">{text('mails.siSilent')}</p>
  );
}
