import { usernameFormat } from '@domain/access';
import { longestOrgName } from '@domain/org/org-import';
import { ApiProperty } from '@nestjs/swagger';
import { TextField } from '@platform/http';
import { Transform } from 'class-transformer';

const Trimmed = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

export class SetupAnswer {
  @ApiProperty({ description: 'Whether nobody is an administrator yet.' })
  open!: boolean;

  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Name of the uppermost unit where there is one already.',
  })
  bureau!: string | null;
}

export class SetupBody {
  @Trimmed()
  @TextField({ max: 40, description: 'As the server’s log tells it at its start.' })
  code!: string;

  @Trimmed()
  @TextField({ max: longestOrgName, description: 'Of the uppermost unit; not looked at where there is one.' })
  bureauName!: string;

  @Trimmed()
  @TextField({ max: 64, description: 'Letters, digits, dots, hyphens and underscores.' })
  bureauCode!: string;

  @Trimmed()
  @TextField({ max: 50 })
  name!: string;

  @Trimmed()
  @TextField({ max: 60, pattern: usernameFormat })
  username!: string;

  @TextField({ max: 200 })
  password!: string;
}
