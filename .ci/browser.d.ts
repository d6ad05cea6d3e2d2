// What the pages use and lib.dom of TypeScript 4.8 does not know yet; asked for before it is used.
declare class DecompressionStream {
  constructor(format: "gzip" | "deflate");
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<BufferSource>;
}
