// Says that something takes a while, with a bar that moves as far as is known.
interface WorkingProps {
  words: string;
  /** From 0 to 1; absent when nobody knows. */
  done?: number;
}

export function Working({ words, done }: WorkingProps) {
  return (
    <div className="working">
      <p role="status">{words}</p>
      <progress aria-label={words} value={done} max={1} />
    </div>
  );
}
