/**
 * Stands for the npm package `glob` in the built device. @fastify/static loads it to list folders when
 * `wildcard` is false, which this kiosk never asks for; loading it costs 15 ms of every cold start.
 */
export function glob() {
  throw new Error('the built kiosk lists no folders');
}
