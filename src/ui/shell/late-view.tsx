import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type ErrorData, toErrorData } from '../../shared/app-error.ts';
import { ErrorNotice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';

type State<P> = { readonly View: ComponentType<P> } | { readonly error: ErrorData };

interface LateView<P> {
  readonly View: ComponentType<P>;
  /** Fetches the code ahead, so that nothing has to be waited for later. */
  readonly fetch: () => Promise<void>;
}

/**
 * A view whose code is fetched when it is first shown, or ahead of that: what is not on the first screen does not delay it.
 *
 * Errors: a chunk that cannot be fetched, as after an update of the extension, is told in place of the view
 */
export function lateView<P extends object>(
  load: () => Promise<ComponentType<P>>,
  look: 'bar' | 'card' | 'row' | 'none' = 'bar',
): LateView<P> {
  let loading: Promise<void> | undefined;
  let state: State<P> | undefined;
  const fetch = () => {
    loading ??= load().then(
      (View) => {
        state = { View };
      },
      (thrown: unknown) => {
        state = { error: toErrorData(thrown) };
      },
    );
    return loading;
  };
  const View = (props: P) => {
    const [shown, setShown] = useState(state);
    useEffect(() => {
      let gone = false;
      if (shown !== undefined) return undefined;
      void fetch().then(() => {
        if (!gone) setShown(state);
      });
      return () => {
        gone = true;
      };
    }, [shown]);
    if (shown === undefined) return look === 'none' ? null : <Skeleton rows={look === 'row' ? 6 : 3} look={look} />;
    return 'error' in shown ? <ErrorNotice error={shown.error} /> : <shown.View {...props} />;
  };
  return { View, fetch };
}
