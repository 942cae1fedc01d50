import { useSignal } from '@preact/signals';
import { useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { TransferCounts, TransferReport } from '../../messaging/replies.ts';
import { bambooOrigin } from '../../shared/bamboo-subdomain.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice, Notice } from '../components/notice.tsx';
import { formatDateTime, toDateInput } from '../format/dates.ts';
import { formatNumber } from '../format/numbers.ts';
import { type PlainKey, text } from '../format/text.ts';
import { createTask } from '../shell/task.ts';
import type { UiModel } from '../shell/ui-model.ts';
import '../styles/health.css';

/** What is remembered of the company, as a file for a runner, and back from one. */
export function TransferSection({ ui }: { readonly ui: UiModel }) {
  return (
    <div class="form-section">
      <p class="facts">{text('transfer.more')}</p>
      <SaveTransfer ui={ui} />
      <TakeTransfer ui={ui} />
    </div>
  );
}

function SaveTransfer({ ui }: { readonly ui: UiModel }) {
  const [task] = useState(createTask);
  const saved = useSignal(false);
  const error = task.error.value;
  const save = () => {
    saved.value = false;
    return task.run(async () => {
      const content = await ui.port.send('exportTransfer', null);
      ui.port.saveFile(`${text('transfer.fileName')}-${toDateInput(ui.port.now())}.json`, 'application/json', content);
      saved.value = true;
    });
  };
  return (
    <>
      <p class="facts">{text('transfer.saveMore')}</p>
      {ui.status.status.value?.settings.automaticImports === true && (
        <Notice tone="warn" role="group" title={text('transfer.stillOn')}>
          <p>{text('transfer.stillOnMore')}</p>
        </Notice>
      )}
      <div class="row">
        <Button icon="save" disabled={task.busy.value} onClick={() => void save()}>
          {text('transfer.save')}
        </Button>
        <span class="saved-mark" aria-live="polite">
          {saved.value && text('transfer.saved')}
        </span>
      </div>
      {error !== undefined && <ErrorNotice error={error} />}
    </>
  );
}

interface Chosen {
  readonly content: string;
  readonly report: TransferReport;
}

function TakeTransfer({ ui }: { readonly ui: UiModel }) {
  const [task] = useState(createTask);
  const chosen = useSignal<Chosen | undefined>(undefined);
  const done = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const error = task.error.value;
  const look = (file: File | undefined) => {
    chosen.value = undefined;
    done.value = false;
    if (file === undefined) return undefined;
    return task.run(async () => {
      const content = await file.text();
      chosen.value = { content, report: await ui.port.send('inspectTransfer', { content }) };
    });
  };
  const take = async ({ content }: Chosen) => {
    const taken = await task.run(async () => {
      await ui.port.send('importTransfer', { content });
    });
    if (!taken) return;
    chosen.value = undefined;
    done.value = true;
    if (input.current) input.current.value = '';
    // Its button is gone.
    input.current?.focus();
  };
  const shown = chosen.value;
  return (
    <>
      <div class="field">
        <label for={id}>{text('transfer.choose')}</label>
        <input
          ref={input}
          id={id}
          type="file"
          accept=".json,application/json"
          aria-describedby={`${id}-help`}
          onChange={(event) => void look(event.currentTarget.files?.[0])}
        />
        <p class="field-help" id={`${id}-help`}>
          {text('transfer.chooseMore')}
        </p>
      </div>
      {error !== undefined && <ErrorNotice error={error} />}
      <div class="form-section" aria-live="polite">
        {done.value && <p class="facts">{text('transfer.done')}</p>}
        {shown !== undefined && <Held report={shown.report} />}
      </div>
      {shown?.report.changes === true && (
        <div class="row">
          <Button look="danger" disabled={task.busy.value} onClick={() => void take(shown)}>
            {text('transfer.take')}
          </Button>
        </div>
      )}
    </>
  );
}

const rows: readonly { readonly of: keyof TransferCounts; readonly label: PlainKey }[] = [
  { of: 'links', label: 'transfer.links' },
  { of: 'decisions', label: 'transfer.decisions' },
  { of: 'reverted', label: 'transfer.reverted' },
  { of: 'uninformed', label: 'transfer.uninformed' },
  { of: 'importedByHand', label: 'transfer.importedByHand' },
  { of: 'firstCreation', label: 'transfer.firstCreation' },
];

/** What the file holds, beside what it would replace. */
function Held({ report }: { readonly report: TransferReport }) {
  const company = new URL(bambooOrigin(report.subdomain)).host;
  const address = new URL(report.siAddress).host;
  return (
    <>
      <p class="facts">{i18n.t('transfer.made', { time: formatDateTime(report.madeAtMs), company, address })}</p>
      <table class="self-test">
        <caption class="visually-hidden">{text('transfer.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{text('transfer.what')}</th>
            <th scope="col">{text('transfer.inFile')}</th>
            <th scope="col">{text('transfer.here')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ of, label }) => (
            <tr key={of}>
              <th scope="row">{text(label)}</th>
              <td>{shownAs(report.file[of])}</td>
              <td>{shownAs(report.here[of])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="facts">{text(report.changes ? 'transfer.replaces' : 'transfer.same')}</p>
    </>
  );
}

function shownAs(value: TransferCounts[keyof TransferCounts]): string {
  if (typeof value === 'number') return formatNumber(value);
  return text(value === true || value === 'answered' ? 'transfer.yes' : 'transfer.no');
}
