import type { RowIssue } from '../../sync/people.ts';
import { Disclosure } from '../components/disclosure.tsx';
import { Icon } from '../components/icons.tsx';
import { issueText } from '../format/reason-text.ts';
import { countText, text } from '../format/text.ts';

const issueLimit = 100;

/** Rows nobody could read, and fields held back: said quietly, but never left out. */
export function RowIssues({ issues, heldBack }: { readonly issues: readonly RowIssue[]; readonly heldBack: number }) {
  return (
    <>
      {issues.length > 0 && (
        <Disclosure summary={countText('preview.issues', issues.length)} class="issues">
          <p>{text('preview.issuesMore')}</p>
          <ul class="plain-list">
            {issues.slice(0, issueLimit).map((issue) => (
              <li key={`${issue.side}-${issue.row}`}>{issueText(issue)}</li>
            ))}
          </ul>
        </Disclosure>
      )}
      {heldBack > 0 && (
        <p class="held-back">
          <Icon name="pause" />
          <span>
            <strong>{countText('preview.heldBack', heldBack)}.</strong> {text('preview.heldBackMore')}
          </span>
        </p>
      )}
    </>
  );
}
