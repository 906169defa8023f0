// @ts-check

export const TRACE_CATEGORIES = ['blink.user_timing', 'disabled-by-default-devtools.timeline.frame'];

/** @typedef {{ name: string, ph: string, ts: number, pid: number, args: Record<string, any>, id2?: { local?: string } }} TraceEvent */
/** @typedef {{ pid: number, state: string, committedUs: number, presentedUs: number }} Frame */

/**
 * Time at which the frame of each mark was presented, from the compositor's record (`PipelineReporter`). It is the first presented frame
 * with a main-thread part that was committed after the mark. A mark in an animation-frame callback belongs to the frame of the callback.
 * Times are the page's `performance.now()`, in milliseconds.
 *
 * @param {Buffer} trace JSON of Chromium's tracing
 * @param {string} mark name of the marks
 * @returns {readonly { markMs: number, presentedMs: number }[]} in order
 */
export function presentedAt(trace, mark) {
  /** @type {TraceEvent[]} */
  const events = JSON.parse(trace.toString('utf8')).traceEvents;
  const frames = framesOf(events);
  return events
    .filter(({ name, ph }) => name === mark && ph === 'I')
    .map(({ ts, pid, args }) => {
      const shown = frames.filter((frame) => frame.pid === pid && frame.committedUs >= ts);
      const presentedUs = Math.min(...shown.map((frame) => frame.presentedUs));
      if (!Number.isFinite(presentedUs)) throw new Error('a change was never presented');
      const markMs = Number(args['data'].startTime);
      return { markMs, presentedMs: markMs + (presentedUs - ts) / 1_000 };
    })
    .sort((a, b) => a.markMs - b.markMs);
}

/**
 * Presented frames with a main-thread part. Later frames reuse an id.
 *
 * @param {readonly TraceEvent[]} events
 */
function framesOf(events) {
  /** @type {Frame[]} */
  const frames = [];
  /** @type {Map<string, { state: string, committedUs: number }>} */
  const open = new Map();
  for (const { name, ph, ts, pid, args, id2 } of [...events].sort((a, b) => a.ts - b.ts)) {
    const id = `${pid} ${id2?.local}`;
    if (name === 'PipelineReporter' && ph === 'b') {
      open.set(id, { state: String(args['frame_reporter']?.state), committedUs: Number.NaN });
    } else if (name === 'SendBeginMainFrameToCommit' && ph === 'e') {
      const frame = open.get(id);
      if (frame) frame.committedUs = ts;
    } else if (name === 'PipelineReporter' && ph === 'e') {
      const frame = open.get(id);
      open.delete(id);
      if (frame?.state.startsWith('STATE_PRESENTED')) frames.push({ ...frame, pid, presentedUs: ts });
    }
  }
  return frames;
}
