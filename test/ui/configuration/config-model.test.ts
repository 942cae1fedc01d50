// @vitest-environment happy-dom
import '../setup.ts';
import { describe, expect, it } from 'vitest';
import type { ConnectionReport } from '../../../src/messaging/replies.ts';
import { type ConfigModel, createConfigModel } from '../../../src/ui/configuration/config-model.ts';
import type { UiPort } from '../../../src/ui/shell/port.ts';
import { createStatusModel } from '../../../src/ui/shell/status-model.ts';
import { aFreshStatus, aReport, aStatus } from '../builders.ts';
import { createFakePort, type FakeData } from '../fake-port.ts';

/** A model whose command is answered only once something was done meanwhile. */
async function meanwhile(
  data: Partial<FakeData>,
  begin: (config: ConfigModel) => Promise<unknown>,
  act: (config: ConfigModel) => void,
): Promise<ConfigModel> {
  const fake = createFakePort(data);
  let go = (): void => undefined;
  const gone = new Promise<void>((resolve) => (go = resolve));
  let isHeld = false;
  const send: UiPort['send'] = async (command, input) => {
    if (isHeld) await gone;
    return fake.send(command, input);
  };
  const port: UiPort = { ...fake, send };
  const status = createStatusModel(port);
  await status.load();
  const config = createConfigModel(port, status);
  config.set('headCount', '300');
  isHeld = true;
  const begun = begin(config);
  act(config);
  go();
  await begun;
  return config;
}

const testing = (act: (config: ConfigModel) => void, data: Partial<FakeData> = {}) =>
  meanwhile(data, (config) => config.test(), act);

const typed = {
  bambooSubdomain: 'globex',
  bambooKey: 'another-key',
  headCount: '301',
  siAddress: 'globex',
  siToken: 'another-token',
} as const;

describe('what a test comes back with', () => {
  it.each(Object.entries(typed) as [keyof typeof typed, string][])(
    'says nothing of the side whose %s was changed while it was asked',
    async (name, value) => {
      const config = await testing(({ set }) => set(name, value));
      const isSi = name.startsWith('si');
      expect([config.report.value?.bamboo?.ok, config.report.value?.si?.ok]).toEqual([
        isSi || undefined,
        !isSi || undefined,
      ]);
    },
  );

  it('says nothing of a side that was put back to what is saved', async () => {
    const config = await testing(({ discard }) => discard());
    expect([config.report.value?.bamboo, config.report.value?.si?.ok]).toEqual([undefined, true]);
  });

  it('counts where what was changed reads the same again, or is no side’s', async () => {
    const config = await testing(({ set }) => {
      set('bambooKey', 'x');
      set('bambooKey', '');
      set('suspendReason', 'Reviews');
    });
    expect([config.report.value?.bamboo?.ok, config.report.value?.si?.ok]).toEqual([true, true]);
  });

  it('marks no field of a side that was changed, and keeps the marks of the other', async () => {
    const missing = (field: string) =>
      ({ ok: false, error: { code: 'settings-missing', context: { fields: [field] } } }) as const;
    const report: ConnectionReport = { bamboo: missing('bambooKey'), si: missing('siToken') };
    const config = await testing(({ set }) => set('bambooKey', 'another-key'), { report });
    expect(config.errors.value).toEqual({ siToken: 'config.invalid.missing' });
  });

  it('ends the guided set-up only where both sides are as they were asked', async () => {
    const fresh = { status: aFreshStatus(), report: aReport() };
    expect((await testing(({ set }) => set('siToken', 'another'), fresh)).step.value).toBe('access');
    expect((await testing(() => undefined, fresh)).step.value).toBe('options');
  });
});

describe('what is typed while settings are saved', () => {
  const saving = (act: (config: ConfigModel) => void) =>
    meanwhile({ status: aStatus() }, (config) => config.save(), act);

  it('is kept as not saved', async () => {
    const config = await saving(({ set }) => set('bambooKey', 'another-key'));
    expect([config.draft.value?.bambooKey, config.draft.value?.headCount]).toEqual(['another-key', '300']);
    expect(config.dirty.value).toBe(true);
    config.discard();
    expect(config.draft.value?.headCount).toBe('300');
  });

  it('is kept where it takes back what is being saved', async () => {
    const config = await saving(({ set }) => set('headCount', '250'));
    expect([config.draft.value?.headCount, config.dirty.value]).toEqual(['250', true]);
  });

  it('is nothing where it reads as what was sent', async () => {
    const config = await saving(({ set }) => set('headCount', '300'));
    expect([config.draft.value?.headCount, config.dirty.value]).toEqual(['300', false]);
  });
});
