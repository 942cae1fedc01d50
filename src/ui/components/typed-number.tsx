import type { Signal } from '@preact/signals';
import { i18n } from '#i18n';
import { formatNumber, typedNumber } from '../format/numbers.ts';
import { TextField } from './text-field.tsx';

interface TypedNumberProps {
  readonly label: string;
  readonly wanted: number;
  readonly typed: Signal<string>;
  /** It was tried to go on: from now on a wrong number is an error. */
  readonly tried: boolean;
}

/** A number of people that has to be typed, so that nobody goes on without having read it. */
export function TypedNumber({ label, wanted, typed, tried }: TypedNumberProps) {
  const isWrong = tried && typedNumber(typed.value) !== wanted;
  return (
    <TextField
      label={label}
      value={typed.value}
      numeric
      error={isWrong ? i18n.t('guards.overrideMismatch', { n: formatNumber(wanted) }) : undefined}
      onInput={(value) => {
        typed.value = value;
      }}
    />
  );
}
