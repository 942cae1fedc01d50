import { spawnSync } from 'node:child_process';
import { builtForFirefox } from './lib/firefox/launch-firefox.ts';

/**
 * What Mozilla's own check says of the package for Firefox: no error, and no warning but those known here with their
 * reason. The tool is fetched when it is asked for, in one fixed version: it would be a fifth of all packages of this
 * project, and only the long tests need it.
 */
const tool = 'web-ext@10.7.0';

interface Finding {
  readonly code: string;
  readonly message: string;
  readonly file?: string;
}

interface Answer {
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** Known warnings, each with why it stays. */
const reasons: Readonly<Record<string, string>> = {
  KEY_FIREFOX_UNSUPPORTED_BY_MIN_VERSION:
    'Only Firefox 140 and later show what data an extension collects. Older ones ignore the key, and this one says "none".',
  KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION:
    'The same key on Android, from 142 on. The extension is not offered there.',
  UNSAFE_VAR_ASSIGNMENT:
    'Preact can set markup for `dangerouslySetInnerHTML`; nothing uses that, and the policy of Trusted Types forbids it.',
};

const lint = spawnSync('npx', ['--yes', tool, 'lint', '--source-dir', builtForFirefox, '--output', 'json'], {
  encoding: 'utf8',
  maxBuffer: 64 * 2 ** 20,
});
let answer: Answer;
try {
  answer = JSON.parse(lint.stdout) as Answer;
} catch {
  throw new Error(`${tool} gave no answer; it needs the package registry. ${lint.stderr}`);
}
const tell = ({ code, file = '', message }: Finding) => `${code} ${file}: ${message}`;
for (const error of answer.errors) console.error(`error ${tell(error)}`);
const unknown = answer.warnings.filter(({ code }) => !(code in reasons));
for (const warning of unknown) console.error(`warning without a reason: ${tell(warning)}`);
for (const { code, file = '' } of answer.warnings.filter((each) => each.code in reasons))
  console.log(`known: ${code} ${file}\n  ${reasons[code]}`);
const gone = Object.keys(reasons).filter((known) => !answer.warnings.some(({ code }) => code === known));
for (const code of gone) console.error(`a reason without a warning: ${code}`);
console.log(`${answer.errors.length} errors, ${answer.warnings.length} warnings, ${unknown.length} of them unknown`);
process.exitCode = answer.errors.length + unknown.length + gone.length > 0 ? 1 : 0;
