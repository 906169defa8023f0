import type { TraceView } from '../trace/trace-view.ts';

/** A trace that was opened, or why it was not. */
export type Opened =
  | { readonly name: string; readonly view: TraceView }
  | { readonly name: string; readonly error: string };

/** Has the kiosk's process read and decode a file: the page knows no protocol. */
export async function openTraceFile(file: File): Promise<Opened> {
  const { name } = file;
  try {
    const answer = await fetch('/dock/opened-trace', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: await file.text(),
    });
    if (answer.ok) return { name, view: (await answer.json()) as TraceView };
    return { name, error: ((await answer.json()) as { error: string }).error };
  } catch {
    // The only ways to fail here: nobody answers, or what answers is no dock.
    return { name, error: 'the kiosk does not answer' };
  }
}
