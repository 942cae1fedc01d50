import { describe, expect, test } from 'vitest';
import { createNews } from '../../src/messaging/news.ts';
import type { Topic } from '../../src/messaging/news.ts';

/** Broadcast channels deliver in a later task. */
const delivered = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('news', () => {
  test('reach every other page, until it stops listening', async () => {
    const worker = createNews();
    const page = createNews();
    const heard: Topic[] = [];
    const stop = page.listen((topic) => heard.push(topic));
    worker.announce('plan');
    await expect.poll(() => heard).toEqual(['plan']);
    stop();
    worker.announce('runs');
    await delivered();

    expect(heard).toEqual(['plan']);
  });

  test('of no known topic are not passed on', async () => {
    const page = createNews();
    const heard: Topic[] = [];
    page.listen((topic) => heard.push(topic));
    const stranger = new BroadcastChannel('stored-state');
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target origin
    const post = (message: unknown) => stranger.postMessage(message);
    post({ topic: 'plan' });
    post('weather');
    post('settings');
    await expect.poll(() => heard).not.toEqual([]);
    stranger.close();

    expect(heard).toEqual(['settings']);
  });
});
