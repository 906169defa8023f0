/**
 * V8 (Node 20.20) trades memory for speed: it doubles its young generation up to 32 MB, and collects the old one late. After ten paid
 * visits 147 MB are resident without these flags, 109 MB with them. `--expose-gc` is for provisioning/run/run.ts. V8 refuses code caches
 * made under other flags, so every run uses these.
 */
export const HEAP_FLAGS = '--semi-space-growth-factor=1 --heap-growing-percent=20 --expose-gc';
