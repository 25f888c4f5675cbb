// Reads the text of server-sent events, in whatever pieces it comes.

export class EventStream {
  /** The beginning of a line whose end has not come. */
  #rest = '';
  #data: string[] = [];

  /** The data of the events that this piece completes. */
  feed(text: string): string[] {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#line(line.replace(/\r$/, '')));
  }

  #line(line: string): string[] {
    if (line.startsWith('data:')) this.#data.push(line.slice('data:'.length).trimStart());
    // An empty line ends an event. Comments and other fields are not for us.
    if (line !== '' || this.#data.length === 0) return [];
    return [this.#data.splice(0).join('\n')];
  }
}
