import type { SelfTestResult } from '../../sync/guard/guard-self-test.ts';
import { guardIds } from '../../domain/guard.ts';
import { ToneChip } from '../components/chip.tsx';
import { guardName } from '../format/guard-text.ts';
import { type PlainKey, text } from '../format/text.ts';

/** What each rule should have done, and did. */
export function SelfTestTable({ results }: { readonly results: readonly SelfTestResult[] }) {
  return (
    <table class="self-test" aria-labelledby="self-test-title">
      <thead>
        <tr>
          <th scope="col">{text('selfTest.rule')}</th>
          <th scope="col">{text('selfTest.mode')}</th>
          <th scope="col">{text('selfTest.expected')}</th>
          <th scope="col">{text('selfTest.got')}</th>
        </tr>
      </thead>
      <tbody>
        {results.map((result, index) => (
          // A rule is tried more than once, so only the position tells the rows apart.
          <ResultRow key={index} result={result} />
        ))}
      </tbody>
    </table>
  );
}

function ResultRow({ result }: { readonly result: SelfTestResult }) {
  const [rule = '', mode] = result.name.split('.');
  const guard = guardIds.find((id) => id === rule);
  return (
    <tr>
      <th scope="row">{guard === undefined ? text('guardName.none') : guardName(guard)}</th>
      <td>{text(mode === 'automatic' ? 'selfTest.automatic' : 'selfTest.manual')}</td>
      <td>{effectText(result.expected)}</td>
      <td>
        <ToneChip
          tone={result.ok ? 'good' : 'bad'}
          icon={result.ok ? 'check' : 'close'}
          label={result.ok ? text('selfTest.passed') : `${text('selfTest.failed')}: ${effectText(result.got)}`}
        />
      </td>
    </tr>
  );
}

const effects: Readonly<Record<string, PlainKey>> = {
  blocks: 'selfTest.blocks',
  warns: 'selfTest.warns',
  nothing: 'selfTest.nothing',
};

/** An effect, or for a company nothing is wrong with the rules that spoke up all the same. */
function effectText(effect: string): string {
  const key = effects[effect];
  return key === undefined ? effect : text(key);
}
