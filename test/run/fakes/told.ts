import '../../ui/texts.ts';
import type { Cause, CauseId } from '../../../src/domain/unattended/telling.ts';
import { createTelling, type Telling } from '../../../src/run/automatic/telling.ts';
import { AppError, type ErrorCode } from '../../../src/shared/app-error.ts';
import { causeText } from '../../../src/ui/format/cause-text.ts';
import { readMessages } from '../../ui/messages.ts';
import { stubMessages } from '../../ui/stub-messages.ts';
import type { Worker } from './test-deps.ts';

/** What the browser shows of ours outside our pages. */
export interface Screen {
  /** Every notification that was ever shown, as it read. */
  readonly shown: { readonly id: CauseId; readonly en: string; readonly de: string }[];
  /** Notifications there are now. */
  readonly open: Set<CauseId>;
  badge: 'alarm' | 'look' | 'none';
  /** That storage fails, as the browser's memory keeps it. */
  told: ErrorCode | undefined;
  sync: boolean;
  /** Nothing can be shown. */
  refuses?: boolean;
}

export function createScreen(): Screen {
  return { shown: [], open: new Set(), badge: 'none', told: undefined, sync: true };
}

/** One life of what tells; the screen outlives it. */
export function tellOn(screen: Screen): Telling {
  return createTelling({
    show: async (cause) => {
      if (screen.refuses) throw new AppError('offline');
      screen.shown.push({ id: cause.id, en: textIn('en', cause), de: textIn('de', cause) });
      screen.open.add(cause.id);
    },
    clear: async (id) => void screen.open.delete(id),
    badge: async (level) => {
      screen.badge = level;
    },
    told: {
      get: async () => screen.told,
      set: async (code) => {
        screen.told = code;
      },
    },
    isSync: async () => screen.sync,
  });
}

function textIn(language: 'en' | 'de', cause: Cause): string {
  stubMessages(readMessages(language));
  try {
    return causeText(cause);
  } finally {
    stubMessages(readMessages('en'));
  }
}

/** Joins worker and screen as the background does; the tick of its alarm. */
export function watchScreen({ deps, coordinator, quiet }: Worker, screen: Screen) {
  const telling = tellOn(screen);
  const { announce } = deps;
  deps.notify = (notice) => telling.notify(notice, deps);
  deps.announce = (topic) => {
    announce(topic);
    telling.changed(deps);
  };
  return {
    /** Resolves when all that has happened so far was looked at. */
    settle: () => telling.lookAgain(deps),
    async tick() {
      await telling.watch(async () => {
        await telling.lookAgain(deps);
        await coordinator.tick();
      });
      await quiet();
      await telling.lookAgain(deps);
    },
  };
}
