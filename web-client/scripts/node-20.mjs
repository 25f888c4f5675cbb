// Vitest's reporter groups errors with Map.groupBy, which Node 20 lacks: without it, a failing
// test would say nothing but that.
Map.groupBy ??= (items, keyOf) => {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
};
