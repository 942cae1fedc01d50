/** What of the stored state changed; extension pages listen and read anew. */
const topics = ['activity', 'plan', 'runs', 'settings', 'schedule'] as const;
export type Topic = (typeof topics)[number];

const channelName = 'stored-state';

/** Tells every open extension page that stored state of a topic changed. Web pages cannot hear it: the channel is per origin. */
export interface News {
  announce(topic: Topic): void;
  /** Returns the undo. */
  listen(listener: (topic: Topic) => void): () => void;
}

export function createNews(): News {
  const channel = new BroadcastChannel(channelName);
  return {
    announce: (topic) => channel.postMessage(topic),
    listen: (listener) => {
      const onMessage = (event: MessageEvent<unknown>) => {
        const topic = topics.find((each) => each === event.data);
        if (topic) listener(topic);
      };
      channel.addEventListener('message', onMessage);
      return () => channel.removeEventListener('message', onMessage);
    },
  };
}
