import { tz } from '@date-fns/tz';
import { format } from 'date-fns';

/** An instant on the clocks of China, such as 2026年10月9日 10:42. */
export const formatInstant = (at: Date): string => format(at, 'yyyy年M月d日 HH:mm', { in: tz('Asia/Shanghai') });
