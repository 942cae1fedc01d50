import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type ErrorData, toErrorData } from '../../shared/app-error.ts';
import { ErrorNotice } from './notice.tsx';
import { Skeleton } from './skeleton.tsx';

type State<P> = { readonly View: ComponentType<P> } | { readonly error: ErrorData };

/** A view whose code is fetched when it is first shown: what few people open costs nobody else anything. */
export function lateView<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loading: Promise<State<P>> | undefined;
  const start = () => {
    loading ??= load().then(
      (View) => ({ View }),
      (thrown: unknown) => ({ error: toErrorData(thrown) }),
    );
    return loading;
  };
  return function LateView(props: P) {
    const [state, setState] = useState<State<P> | undefined>(undefined);
    useEffect(() => {
      let gone = false;
      void start().then((found) => {
        if (!gone) setState(found);
      });
      return () => {
        gone = true;
      };
    }, []);
    if (state === undefined) return <Skeleton rows={2} look="bar" />;
    return 'error' in state ? <ErrorNotice error={state.error} /> : <state.View {...props} />;
  };
}
