// What one asks for about a waterfall, one function for each command.
import type { CommandBody } from '../../../session/conversations';

export function startWaterfall(en: string, es: string): CommandBody {
  const prompt = { $typeName: 'convene.v1.Text', en, es } as const;
  return { case: 'startWaterfall', value: { $typeName: 'convene.v1.StartWaterfall', prompt } };
}

export function writeWaterfall(waterfallId: string): CommandBody {
  return {
    case: 'writeWaterfall',
    value: { $typeName: 'convene.v1.WriteWaterfall', waterfallId },
  };
}

/** Without text it is not ready after all. */
export function readyWaterfall(waterfallId: string, text: string): CommandBody {
  return {
    case: 'readyWaterfall',
    value: { $typeName: 'convene.v1.ReadyWaterfall', waterfallId, text },
  };
}

export function endWaterfall(waterfallId: string, release: boolean): CommandBody {
  return {
    case: 'endWaterfall',
    value: { $typeName: 'convene.v1.EndWaterfall', waterfallId, release },
  };
}
