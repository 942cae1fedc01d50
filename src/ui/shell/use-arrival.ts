import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { UiModel } from './ui-model.ts';

/** For the heading of a place an address can lead to: brings it into view and gives it the focus, once. */
export function useArrival<T extends HTMLElement>(ui: UiModel, place: string | undefined): RefObject<T | null> {
  const ref = useRef<T>(null);
  const isWanted = place !== undefined && ui.place.value === place;
  useEffect(() => {
    if (!isWanted || ref.current === null) return;
    ui.place.value = undefined;
    ref.current.scrollIntoView({ block: 'start' });
    ref.current.focus({ preventScroll: true });
  }, [ui, isWanted]);
  return ref;
}
