import type { GuardFinding } from '../../domain/guard.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { ReadMore } from '../components/read-more.tsx';
import { guardFacts, guardFix, guardWhat } from '../format/guard-text.ts';
import { text } from '../format/text.ts';
import { ConfirmUnreadable } from './decisions/confirm-unreadable.tsx';
import type { UiModel } from '../shell/ui-model.ts';

/** What the safety rules found: blocks first with the way to release them once, then what was released, then warnings. */
export function GuardNotices({ ui }: { readonly ui: UiModel }) {
  const { blocking, releasable, released, warning } = ui.preview;
  const used = ui.plan.header.value?.runId !== undefined;
  if (used) return null;
  return (
    <>
      {blocking.value.length > 0 && (
        <Notice
          tone="bad"
          role="alert"
          title={text('guards.blocked')}
          actions={
            releasable.value.length > 0 && (
              <Button onClick={() => ui.imports.open('override')}>{text('guards.override')}</Button>
            )
          }
        >
          <Findings findings={blocking.value} />
        </Notice>
      )}
      {released.value.length > 0 && (
        <Notice tone="warn" role="alert" title={text('guards.overridden')}>
          <Findings findings={released.value} />
        </Notice>
      )}
      {warning.value.length > 0 && (
        <Notice tone="warn" role="alert" title={text('guards.warned')}>
          <Findings findings={warning.value} />
          <ConfirmUnreadable ui={ui} findings={warning.value} />
        </Notice>
      )}
    </>
  );
}

export function Findings({ findings }: { readonly findings: readonly GuardFinding[] }) {
  return (
    <ul class="findings">
      {findings.map((finding) => {
        const facts = guardFacts(finding);
        return (
          <li key={finding.id}>
            <strong>{guardWhat(finding)}</strong>
            {facts.length > 0 && ` ${facts.join(' · ')}.`} {guardFix(finding.id)}{' '}
            <ReadMore about={`guard:${finding.id}`} />
          </li>
        );
      })}
    </ul>
  );
}
