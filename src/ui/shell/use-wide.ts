import { useEffect, useState } from 'preact/hooks';

/** Whether the page is a full tab with room for a list and the details beside it. */
export function useWide(): boolean {
  const [query] = useState(() => matchMedia('(min-width: 1100px)'));
  const [wide, setWide] = useState(query.matches);
  useEffect(() => {
    const onChange = () => setWide(query.matches);
    query.addEventListener('change', onChange);
    return () => query.removeEventListener('change', onChange);
  }, [query]);
  return wide && document.documentElement.classList.contains('in-tab');
}
