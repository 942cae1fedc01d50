import type { RowIssue } from '../../domain/snapshot.ts';
import { Disclosure } from '../components/disclosure.tsx';
import { issueText } from '../format/reason-text.ts';
import { countText, text } from '../format/text.ts';

const issueLimit = 100;

/** Rows nobody could read: said quietly, but never left out. */
export function RowIssues({ issues }: { readonly issues: readonly RowIssue[] }) {
  if (issues.length === 0) return null;
  return (
    <Disclosure summary={countText('preview.issues', issues.length)} class="issues">
      <p>{text('preview.issuesMore')}</p>
      <ul class="plain-list">
        {issues.slice(0, issueLimit).map((issue) => (
          <li key={`${issue.side}-${issue.row}`}>{issueText(issue)}</li>
        ))}
      </ul>
    </Disclosure>
  );
}
