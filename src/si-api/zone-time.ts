const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Wall clocks of one IANA time zone; UTC for a zone this browser does not know. */
export interface ZoneTime {
  /** The wall clock at an instant, as epoch ms of the same digits in UTC. */
  wallOf(ms: number): number;
  /** The instant (epoch ms) at which the wall clock shows this; the next hour where the clock jumps over it. */
  instantOf(wall: number): number;
}

export function zoneTime(timeZone: string | undefined): ZoneTime {
  const format = wallFormat(timeZone);
  const wallOf = (ms: number) => {
    // This locale writes `YYYY-MM-DD, HH:MM:SS`; milliseconds do not depend on the zone.
    const text = format.format(ms);
    return Date.parse(`${text.slice(0, 10)}T${text.slice(12, 20)}Z`) + (((ms % 1_000) + 1_000) % 1_000);
  };
  return {
    wallOf,
    instantOf(wall) {
      let ms = wall - (wallOf(wall) - wall);
      ms += wall - wallOf(ms);
      return wallOf(ms) < wall && Math.floor(wallOf(ms) / dayMs) < Math.floor(wall / dayMs) ? ms + hourMs : ms;
    },
  };
}

function wallFormat(timeZone: string | undefined): Intl.DateTimeFormat {
  const two = '2-digit';
  const parts = {
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two,
    hourCycle: 'h23',
  } as const;
  try {
    return new Intl.DateTimeFormat('en-CA', { ...parts, timeZone: timeZone ?? 'UTC' });
  } catch {
    return new Intl.DateTimeFormat('en-CA', { ...parts, timeZone: 'UTC' });
  }
}
