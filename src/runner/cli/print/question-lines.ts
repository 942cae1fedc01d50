import type { RunDeps } from '../../../run/deps.ts';
import { firstCreationText, takeOverText } from '../../../ui/format/lines/question-text.ts';
import { text } from '../../../ui/format/text.ts';
import { own } from '../../words/own.ts';
import { commandText } from './printer.ts';

/** What waits for an answer of an administrator, and the commands that give it; empty where nothing does. */
export async function questionLines(
  { state, pairs }: Pick<RunDeps, 'state' | 'pairs'>,
  name: string,
): Promise<readonly string[]> {
  const connection = await state.get('connection');
  if (!connection) return [];
  const [{ firstCreation }, takeOver] = await Promise.all([pairs.facts(connection.pair), state.get('take-over')]);
  const answers = (...words: readonly string[]) =>
    own('import.answer', { commands: words.map((word) => commandText('answer', name, word)).join(' | ') });
  const lines: string[] = [];
  if (firstCreation?.state === 'asked') {
    const asked = firstCreationText(firstCreation.name);
    lines.push(`${asked} ${text('firstCreation.more')}`, `  ${answers('mailed', 'not-mailed')}`);
  }
  if (takeOver?.pair === connection.pair) {
    const old = takeOver.from.slice(0, takeOver.from.indexOf('|'));
    lines.push(`${takeOverText(old)} ${text('takeOver.more')}`, `  ${answers('same-company', 'other-company')}`);
  }
  return lines;
}
