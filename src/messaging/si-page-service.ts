import '../shared/zod-config.ts';
import * as z from 'zod/mini';
import { AppError } from '../shared/app-error.ts';
import type { Sender } from './sender.ts';
import type { Service } from './serve.ts';
import type { SiPageCalls, SiPageCommand } from './si-page.ts';

export type SiPageHandlers = {
  readonly [C in SiPageCommand]: (data: SiPageCalls[C]['data']) => Promise<SiPageCalls[C]['reply']>;
};

const words = (most: number) => z.array(z.string().check(z.maxLength(100))).check(z.maxLength(most));
const ids = z.lazy(() => words(16));

const protocol = {
  readChoice: z.null(),
  readPicture: z.lazy(() => z.object({ avatar: z.string().check(z.maxLength(2_000)), ids, names: words(4) })),
  readManaged: z.lazy(() => z.object({ ids })),
} as const satisfies Readonly<Record<SiPageCommand, z.ZodMiniType>>;

/**
 * Answers the content script of Small Improvements' pages: only the top frame of a tab that shows the configured company,
 * and only about what it names.
 */
export function createSiPageService(
  handlers: () => Promise<SiPageHandlers>,
  rules: { readonly extensionId: string; siAddress(): Promise<string> },
): Service {
  return async ({ command, data }, sender) => {
    if (!(await isAllowed(sender, rules))) throw new AppError('message-forbidden');
    if (!isCommand(command)) throw new AppError('message-invalid');
    const parsed = protocol[command].safeParse(data);
    if (!parsed.success) throw new AppError('message-invalid', { operation: command });
    // The schema that has just accepted the data is that of this very handler.
    const handler = (await handlers())[command] as (data: unknown) => Promise<unknown>;
    return handler(parsed.data);
  };
}

async function isAllowed(
  { id, frameId, tab }: Sender,
  { extensionId, siAddress }: { readonly extensionId: string; siAddress(): Promise<string> },
): Promise<boolean> {
  if (id !== extensionId || frameId !== 0 || tab?.url === undefined) return false;
  const address = await siAddress();
  return address !== '' && new URL(tab.url).origin === address;
}

function isCommand(command: string): command is SiPageCommand {
  return Object.hasOwn(protocol, command);
}
