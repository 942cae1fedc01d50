import { beforeEach, describe, expect, test } from 'vitest';
import type { Stores } from '../../../src/run/deps.ts';
import type { Home, MakeHome } from './home.ts';

const bambooHost = 'acme.bamboohr.com';
const siHost = 'acme.small-improvements.com';
const secret = 'k3y-of-acme-0123456789';

export function secretsContract(makeHome: MakeHome): void {
  let home: Home;
  let secrets: Stores['secrets'];

  beforeEach(async () => {
    home = await makeHome();
    ({ secrets } = home.stores());
  });

  describe('a secret', () => {
    test('opens again, also for another worker', async () => {
      await secrets.set('bamboo-key', bambooHost, secret);
      await secrets.set('si-token', siHost, 'Schlüssel 🗝');

      expect(await secrets.get('bamboo-key', bambooHost)).toBe(secret);
      expect(await home.stores().secrets.get('bamboo-key', bambooHost)).toBe(secret);
      expect(await home.stores().secrets.get('si-token', siHost)).toBe('Schlüssel 🗝');
    });

    test('is there or not without being opened', async () => {
      expect(await secrets.has('si-token', siHost)).toBe(false);
      expect(await secrets.get('si-token', siHost)).toBeUndefined();
      await secrets.set('si-token', siHost, secret);
      expect(await secrets.has('si-token', siHost)).toBe(true);
      expect(await secrets.has('bamboo-key', bambooHost)).toBe(false);
      await secrets.remove('si-token');
      await secrets.remove('si-token');
      expect(await secrets.has('si-token', siHost)).toBe(false);
      expect(await secrets.get('si-token', siHost)).toBeUndefined();
    });

    test('is for one host, and none at all for another', async () => {
      await secrets.set('bamboo-key', bambooHost, secret);
      for (const other of ['globex.bamboohr.com', '']) {
        expect(await secrets.has('bamboo-key', other)).toBe(false);
        expect(await secrets.get('bamboo-key', other)).toBeUndefined();
      }
      expect(await secrets.get('bamboo-key', bambooHost)).toBe(secret);
    });

    test('saved for another host is none for the one before', async () => {
      await secrets.set('bamboo-key', bambooHost, secret);
      await secrets.set('bamboo-key', 'globex.bamboohr.com', 'another');
      expect(await secrets.get('bamboo-key', bambooHost)).toBeUndefined();
      expect(await secrets.get('bamboo-key', 'globex.bamboohr.com')).toBe('another');
    });

    test('has another mark at each saving, which tells nothing of it; none has none', async () => {
      expect(await secrets.mark('bamboo-key')).toBe('');
      await secrets.set('bamboo-key', bambooHost, secret);
      const mark = await secrets.mark('bamboo-key');
      expect(mark).not.toBe('');
      expect(mark).not.toContain(secret);
      expect(await home.stores().secrets.mark('bamboo-key')).toBe(mark);
      await secrets.set('bamboo-key', bambooHost, secret);
      expect(await secrets.mark('bamboo-key')).not.toBe(mark);
      await secrets.remove('bamboo-key');
      expect(await secrets.mark('bamboo-key')).toBe('');
    });

    test('opens for all who save for the first time at once', async () => {
      await Promise.all([
        secrets.set('bamboo-key', bambooHost, 'one'),
        home.stores().secrets.set('si-token', siHost, 'two'),
      ]);
      expect(await home.stores().secrets.get('bamboo-key', bambooHost)).toBe('one');
      expect(await home.stores().secrets.get('si-token', siHost)).toBe('two');
    });
  });
}
