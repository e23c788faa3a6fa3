/** One state of a schedule. Interned per schedule: two instants in one state give the identical object. */
export interface HoursState {
  readonly open: boolean;
  /** Name of the exception or holiday without which it would be open; null otherwise. */
  readonly closedBy: string | null;
}

/** The states of one schedule. */
export interface HoursStates {
  readonly open: HoursState;
  readonly closed: HoursState;
  closedBy(name: string): HoursState;
}

export function createHoursStates(): HoursStates {
  const byName = new Map<string, HoursState>();
  return {
    open: { open: true, closedBy: null },
    closed: { open: false, closedBy: null },
    closedBy(name) {
      const known = byName.get(name);
      if (known !== undefined) return known;
      const state = { open: false, closedBy: name };
      byName.set(name, state);
      return state;
    },
  };
}
