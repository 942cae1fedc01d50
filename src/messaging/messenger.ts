import { defineExtensionMessaging } from '@webext-core/messaging';

/** The wire: every command travels unparsed in one message type and is answered by an envelope; both ends parse. */
interface Wire {
  command(call: unknown): unknown;
}

export const messenger = defineExtensionMessaging<Wire>();
