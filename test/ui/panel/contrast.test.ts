import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chipColours, contrast } from '../../../src/ui/panel/contrast.ts';

const digit = fc.constantFrom(...'0123456789abcdefABCDEF'.split(''));

describe('the colours of a status', () => {
  it('are read at a contrast of at least 4.5, whatever colour Small Improvements sends', () => {
    fc.assert(
      fc.property(fc.array(digit, { minLength: 6, maxLength: 6 }), (digits) => {
        const colours = chipColours(`#${digits.join('')}`);
        expect(colours).toBeDefined();
        if (colours) expect(contrast(colours.ground, colours.ink)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it('take the short form and leave out transparency', () => {
    expect(chipColours('#eee')?.ground).toBe('#eeeeee');
    expect(chipColours('#2ecd72cc')?.ground).toBe('#2ecd72');
  });

  it.each([undefined, '', 'red', '#12', '#ggg', 'url(https://x)', '#123456;background:url(x)'])(
    'refuse %s',
    (color) => {
      expect(chipColours(color)).toBeUndefined();
    },
  );
});
