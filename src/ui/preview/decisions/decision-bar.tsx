import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Change, PersonRef } from '../../../domain/change.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { decidedAbout, listedName, offerText } from '../../format/decision-text.ts';
import { text } from '../../format/text.ts';
import { isAbout, type Offer, offersFor } from './offers.ts';
import type { PlanRow } from '../plan-row.ts';
import { createTask, type Task } from '../../shell/task.ts';
import type { UiModel } from '../../shell/ui-model.ts';
import { ReleaseDialog } from './release-dialog.tsx';

/** What can be decided about a person, or what was and waits for the next preview. */
export function DecisionBar({ ui, change }: { readonly ui: UiModel; readonly change: Change }) {
  const { decisions } = ui;
  const [task] = useState(createTask);
  const box = useRef<HTMLDivElement>(null);
  const acted = useRef(false);
  const made = decisions.fresh.value.find((one) => isAbout(one.decision, change));
  const removed = decisions.removed.value;
  const offers = offersFor(change);
  const takenBack = offers.some((offer) => 'id' in offer && removed.has(offer.id));
  const error = task.error.value;
  const state = made?.id ?? takenBack;
  const busy = task.busy.value;

  // The button that was pressed is gone; the focus goes on to what stands in its place.
  useEffect(() => {
    if (!acted.current || busy) return;
    acted.current = false;
    focusFirst(box.current);
  }, [state, busy]);

  const act = (work: () => Promise<void>) => {
    acted.current = true;
    void task.run(work);
  };
  if (offers.length === 0 && made === undefined) return null;
  return (
    <div ref={box} class="decide" role="group" aria-label={i18n.t('decide.title', { name: change.name })}>
      <div class={made !== undefined || takenBack ? 'decided' : 'decided none'}>
        <p aria-live="polite" tabIndex={-1}>
          {(made !== undefined || takenBack) && <Icon name="check" />}
          {made !== undefined && i18n.t('decide.decided', { what: decidedAbout(made.decision, change) })}
          {made === undefined && takenBack && text('decide.removed')}
        </p>
        {made !== undefined && (
          <Button look="quiet" disabled={busy} onClick={() => act(() => decisions.undecide(made.id))}>
            {text('decide.undo')}
          </Button>
        )}
      </div>
      {made === undefined && !takenBack && <Offers ui={ui} change={change} offers={offers} task={task} act={act} />}
      {error !== undefined && <ErrorNotice error={error} />}
    </div>
  );
}

function focusFirst(box: HTMLElement | null): void {
  const target = box?.querySelector<HTMLElement>('button') ?? box?.querySelector<HTMLElement>('[tabindex]');
  target?.focus();
}

type Link = Extract<Offer, { act: 'link' }>;

interface OffersProps {
  readonly ui: UiModel;
  readonly change: Change;
  readonly offers: readonly Offer[];
  readonly task: Task;
  readonly act: (work: () => Promise<void>) => void;
}

function Offers({ ui, change, offers, task, act }: OffersProps) {
  const links = offers.filter((offer) => offer.act === 'link');
  const others = offers.filter((offer) => offer.act !== 'link');
  const busy = task.busy.value || ui.activity.busy.value;
  const [releasing, setReleasing] = useState(false);
  const choose = (offer: Offer) => {
    if (offer.act === 'release') setReleasing(true);
    else if ('id' in offer) act(() => ui.decisions.undecide(offer.id));
    else act(() => ui.decisions.decide(offer.decision, listedName(change, offer)));
  };
  return (
    <>
      {releasing && <ReleaseDialog ui={ui} person={change} onClose={() => setReleasing(false)} />}
      {change.reason?.relink === true && links.length > 0 && <p>{text('decide.relink')}</p>}
      {links.map((offer) => (
        <Candidate
          key={`${offer.person.siUserId} ${offer.person.employeeId}`}
          label={offerText(offer)}
          facts={factsOf(ui, change, offer, links)}
          busy={busy}
          onChoose={() => choose(offer)}
        />
      ))}
      <div class="row">
        {others.map((offer) => (
          <Button
            key={offerText(offer)}
            look={offer.act === 'create' || offer.act === 'ignore' || offer.act === 'release' ? 'plain' : 'quiet'}
            disabled={busy}
            onClick={() => choose(offer)}
          >
            {offerText(offer)}
          </Button>
        ))}
      </div>
    </>
  );
}

interface CandidateProps {
  readonly label: string;
  readonly facts: string;
  readonly busy: boolean;
  readonly onChoose: () => void;
}

function Candidate({ label, facts, busy, onChoose }: CandidateProps) {
  const id = useId();
  return (
    <div class="candidate">
      <Button icon="link" disabled={busy} describedBy={id} onClick={onChoose}>
        {label}
      </Button>
      <span class="facts" id={id}>
        {facts}
      </span>
    </div>
  );
}

/** The number of the record that is offered, and not of the one the row stands for. */
function idOf({ employeeId, siUserId }: PersonRef, change: Change): string | undefined {
  if (siUserId !== undefined && siUserId !== change.siUserId) return i18n.t('records.account', { id: siUserId });
  return employeeId && i18n.t('records.employee', { id: employeeId });
}

/** Email and department tell people of one name apart, and where several are offered surely the number. */
function factsOf(ui: UiModel, change: Change, { person, decision }: Link, links: readonly Link[]): string {
  const { employeeId, siUserId } = decision;
  const isShared = links.some((other) => other.person !== person && other.person.name === person.name);
  const isOther = (row: PlanRow) =>
    row.key === change.key ? false : row.key === `s:${siUserId}` || row.key === `e:${employeeId}`;
  const other = ui.plan.rows.peek()?.find(isOther);
  const facts = [isShared ? idOf(person, change) : undefined, other?.email, other?.department];
  return facts.filter((part) => part !== undefined).join(' · ');
}
