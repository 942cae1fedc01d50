import type { HistoryReader } from '../../history/reader.ts';
import type { SelfTestResult } from '../../sync/guard/guard-self-test.ts';
import type { Topic } from '../../messaging/news.ts';
import type { Command, CommandData } from '../../messaging/protocol.ts';
import type { CommandReply } from '../../messaging/replies.ts';

/** Everything outside the page the user interface touches: commands to the worker, stored state, news, the browser. */
export interface UiPort {
  /** Gives the worker a command. Throws AppError as the worker raised it. */
  send<C extends Command>(command: C, data: CommandData<C>): Promise<CommandReply<C>>;
  readonly history: HistoryReader;
  /** Calls back whenever the worker announces a change of the topic; returns the undo. */
  onChange(listener: (topic: Topic) => void): () => void;
  /** Opens this page in a full tab. */
  openFullTab(): Promise<void>;
  /** Opens the browser's own place to grant the withheld host access; resolves with whether it is granted now. */
  grantAccess(side: 'bamboo' | 'si'): Promise<boolean>;
  /** Hands a file to the browser, which saves it where downloads go. */
  saveFile(name: string, type: string, content: string): void;
  /** Runs the guards on made-up companies, to show that they would stop what they should. */
  testGuards(): Promise<readonly SelfTestResult[]>;
  /** How full the browser's storage for this extension is; undefined where the browser does not say. */
  storageUse(): Promise<StorageUse | undefined>;
  /** What runs here. */
  about(): About;
  /** Epoch ms. */
  now(): number;
}

export interface StorageUse {
  readonly usedBytes: number;
  readonly quotaBytes: number;
}

export interface About {
  /** Of this extension, from its manifest. */
  readonly version: string;
  /** The browser's own word for itself. */
  readonly agent: string;
}
