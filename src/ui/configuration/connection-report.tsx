import type { ComponentChildren } from 'preact';
import type { ConnectionReport } from '../../messaging/replies.ts';
import { ToneChip } from '../components/chip.tsx';
import { Icon, type IconName } from '../components/icons.tsx';
import { ErrorNotice, Notice } from '../components/notice.tsx';
import { fieldLabels, fieldUse } from '../format/field-text.ts';
import { formatNumber } from '../format/numbers.ts';
import { rightsText, visibleText } from '../format/lines/report-text.ts';
import { countText, type PlainKey, text } from '../format/text.ts';

type BambooSide = ConnectionReport['bamboo'];
type SiSide = ConnectionReport['si'];
type BambooValue = Extract<BambooSide, { ok: true }>['value'];
type FieldFinding = BambooValue['fields'][number];

/** What the test found out about BambooHR. */
export function BambooReport({ side }: { readonly side: BambooSide }) {
  if (!side.ok) return <Failed error={side.error} />;
  const { value } = side;
  const missing = value.fields.filter((field) => field.required && field.readable === 'none');
  const fewer = value.headCount !== undefined && value.visible < value.headCount;
  return (
    <Report>
      <dl class="facts-grid">
        {value.companyName !== undefined && <Fact label="report.company">{value.companyName}</Fact>}
        <Fact label="report.owner">{value.keyOwner ?? text('report.ownerUnknown')}</Fact>
        <Fact label="report.visible">{visibleText(value.visible, value.headCount)}</Fact>
        <Fact label="report.active">{formatNumber(value.active)}</Fact>
        <Fact label="report.inactive">{formatNumber(value.inactive)}</Fact>
        <Fact label="report.withEmail">{formatNumber(value.withWorkEmail)}</Fact>
      </dl>
      {fewer && <Notice tone="warn" title={text('report.fewer')} />}
      {value.notVisible > 0 && <p>{countText('report.notVisible', value.notVisible)}.</p>}
      {missing.length > 0 && <Notice tone="bad" title={text('report.fieldsMissing')} />}
      {!value.sources.list && (
        <Notice tone="warn" title={text(value.sources.oddList ? 'report.oddList' : 'report.noList')} />
      )}
      {!value.sources.report && <Notice tone="warn" title={text('report.noReport')} />}
      <h4>{text('report.fields')}</h4>
      <ul class="field-findings">
        {value.fields.map((field) => (
          <FieldLine key={field.field} field={field} />
        ))}
      </ul>
    </Report>
  );
}

/** What the test found out about Small Improvements. */
export function SiReport({ side }: { readonly side: SiSide }) {
  if (!side.ok) return <Failed error={side.error} />;
  const { value } = side;
  return (
    <Report>
      {value.ownSync && <Notice tone="bad" title={text('report.ownSync')} />}
      {!value.admin && <Notice tone="warn" title={text('report.notAdminMore')} />}
      <dl class="facts-grid">
        <Fact label="report.user">{value.user}</Fact>
        <Fact label="report.company">{value.companyName}</Fact>
        <Fact label="report.address">{value.baseUrl}</Fact>
        <Fact label="report.rights">{rightsText(value)}</Fact>
        <Fact label="report.users">{formatNumber(value.users)}</Fact>
      </dl>
    </Report>
  );
}

function Report({ children }: { readonly children: ComponentChildren }) {
  return (
    <div class="report" role="group" aria-label={text('report.title')} tabIndex={-1}>
      <div class="report-head">
        <h3>{text('report.title')}</h3>
        <ToneChip tone="good" icon="check" label={text('report.ok')} />
      </div>
      {children}
    </div>
  );
}

function Failed({ error }: { readonly error: Extract<SiSide, { ok: false }>['error'] }) {
  return (
    <div class="report" role="group" aria-label={text('report.title')} tabIndex={-1}>
      <div class="report-head">
        <h3>{text('report.title')}</h3>
        <ToneChip tone="bad" icon="close" label={text('report.bad')} />
      </div>
      <ErrorNotice error={error} />
    </div>
  );
}

function Fact({ label, children }: { readonly label: PlainKey; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{text(label)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const readableLooks: Readonly<Record<FieldFinding['readable'], { readonly icon: IconName; readonly word: PlainKey }>> =
  {
    all: { icon: 'check', word: 'report.all' },
    some: { icon: 'alert', word: 'report.some' },
    none: { icon: 'close', word: 'report.nobody' },
  };

function FieldLine({ field }: { readonly field: FieldFinding }) {
  const look = readableLooks[field.readable];
  return (
    <li class={`field-finding ${field.readable}`}>
      <Icon name={look.icon} />
      <span class="finding-name">
        {fieldLabels([field.field])[0]} {field.required && <span class="required-mark">{text('report.required')}</span>}
      </span>
      <span class="finding-state">{text(look.word)}</span>
      <span class="finding-use">{fieldUse(field.field)}</span>
    </li>
  );
}
