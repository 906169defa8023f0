import { WebSocket } from 'ws';
import { canaryInText } from './search.ts';

export interface Inspector {
  /** First collects everything unreachable. */
  snapshot(): Promise<HeapSnapshot>;
  evaluate(expression: string): Promise<void>;
  close(): void;
}

/** V8's format: nodes and edges are flat arrays of numbers. */
export interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
      readonly edge_fields: readonly string[];
      readonly edge_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}

export async function inspectorAt(url: string): Promise<Inspector> {
  const socket = new WebSocket(url, { maxPayload: 0 });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  let last = 0;
  const waiting = new Map<number, () => void>();
  let chunks: string[] = [];
  socket.on('message', (data) => {
    const message = JSON.parse(data.toString()) as { id?: number; method?: string; params?: { chunk?: string } };
    if (message.method === 'HeapProfiler.addHeapSnapshotChunk') chunks.push(message.params?.chunk ?? '');
    if (message.id === undefined) return;
    waiting.get(message.id)?.();
    waiting.delete(message.id);
  });
  const ask = (method: string, params: object = {}) =>
    new Promise<void>((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  return {
    async snapshot() {
      chunks = [];
      await ask('HeapProfiler.enable');
      await ask('HeapProfiler.collectGarbage');
      await ask('HeapProfiler.collectGarbage');
      await ask('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
      return JSON.parse(chunks.join('')) as HeapSnapshot;
    },
    evaluate: (expression) => ask('Runtime.evaluate', { expression }),
    close: () => socket.close(),
  };
}

/** Strings of the heap with data of the canary, each with its path from the roots. */
export function canaryInHeap(snapshot: HeapSnapshot): readonly string[] {
  const heap = graphOf(snapshot);
  const hits: string[] = [];
  for (let node = 0; node < heap.count; node++) {
    if (!/string/.test(heap.typeOf(node))) continue;
    const found = canaryInText(heap.textOf(node));
    const path = found.length > 0 ? heap.pathTo(node) : null;
    if (path) hits.push(`${found.join(', ')}: ${path}`);
  }
  return hits;
}

const PATH_LENGTH = 14;

function graphOf({ snapshot: { meta }, nodes, edges, strings }: HeapSnapshot) {
  const nodeSize = meta.node_fields.length;
  const edgeSize = meta.edge_fields.length;
  const field = (name: string) => meta.node_fields.indexOf(name);
  const [typeAt, nameAt, edgesAt] = [field('type'), field('name'), field('edge_count')];
  const nodeTypes = meta.node_types[0];
  const edgeTypes = meta.edge_types[0];
  const count = nodes.length / nodeSize;
  const typeOf = (node: number) => nodeTypes[nodes[node * nodeSize + typeAt]!] ?? '';
  const nameOf = (node: number) => strings[nodes[node * nodeSize + nameAt]!] ?? '';
  const firstEdge = new Uint32Array(count + 1);
  for (let node = 0; node < count; node++) firstEdge[node + 1] = firstEdge[node]! + nodes[node * nodeSize + edgesAt]!;

  function* edgesOf(node: number): Generator<{ readonly to: number; readonly edge: number; readonly type: string }> {
    for (let edge = firstEdge[node]!; edge < firstEdge[node + 1]!; edge++) {
      const to = edges[edge * edgeSize + 2]! / nodeSize;
      yield { to, edge, type: edgeTypes[edges[edge * edgeSize]!] ?? '' };
    }
  }

  function labelOf(edge: number): string {
    const type = edgeTypes[edges[edge * edgeSize]!] ?? '';
    const name = edges[edge * edgeSize + 1]!;
    return type === 'element' || type === 'hidden' ? `[${name}]` : (strings[name] ?? '');
  }

  /** V8 stores a joined string as one node above its halves. */
  function textOf(node: number): string {
    if (typeOf(node) !== 'concatenated string') return nameOf(node);
    return [...edgesOf(node)]
      .filter(({ type }) => type === 'internal')
      .map(({ to }) => textOf(to))
      .join('');
  }

  let cameBy: Int32Array | undefined;
  /** Breadth first, without weak references. */
  function reach(): Int32Array {
    const by = new Int32Array(count).fill(-1);
    const from = [0];
    by[0] = -2;
    for (const node of from) {
      for (const { to, edge, type } of edgesOf(node)) {
        if (type === 'weak' || by[to] !== -1) continue;
        by[to] = edge;
        from.push(to);
      }
    }
    return by;
  }

  function ownerOf(edge: number): number {
    let [low, high] = [0, count];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (firstEdge[middle]! <= edge) low = middle;
      else high = middle;
    }
    return low;
  }

  return {
    count,
    typeOf,
    textOf,
    /** `null`: only weak references hold the node. */
    pathTo(node: number): string | null {
      cameBy ??= reach();
      if (cameBy[node] === -1) return null;
      const steps: string[] = [];
      for (let at = node; cameBy[at]! >= 0 && steps.length < PATH_LENGTH; at = ownerOf(cameBy[at]!)) {
        const owner = ownerOf(cameBy[at]!);
        steps.unshift(`${nameOf(owner).slice(0, 40)}.${labelOf(cameBy[at]!)}`);
      }
      return steps.join(' → ');
    },
  };
}
