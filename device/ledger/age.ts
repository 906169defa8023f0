/** Whole seconds from an ISO date-time to `now`, at least 0; `null`: the clock is not believed, or `at` is empty. */
export const ageSecondsOf = (at: string, now: Date | null): number | null =>
  now && at !== '' ? Math.max(0, Math.round((now.getTime() - Date.parse(at)) / 1_000)) : null;
