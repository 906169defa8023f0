import type { TraceView } from '../trace/trace-view.ts';

export type TraceFileResult =
  | { readonly name: string; readonly view: TraceView }
  | { readonly name: string; readonly error: string };

/** The kiosk's process reads and decodes the trace file: the page knows no protocol. */
export async function readTraceInKiosk(file: File): Promise<TraceFileResult> {
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
    return { name, error: 'the kiosk does not answer' };
  }
}
