import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';

/** The least a worker can be: it answers one question. What any worker costs, it costs. */
export default defineBackground({
  type: 'module',
  main() {
    browser.runtime.onMessage.addListener((_message, _sender, answer: (reply: unknown) => void) => {
      answer({ ok: true, value: null });
      return true;
    });
  },
});
