// Where someone works: a district, a county office of education, or a partner.
import { useState } from 'react';
import type { MessageKey } from '../i18n/en';
import { useI18n } from '../i18n/i18n-provider';
import { SelectField, TextField } from './field';
import type { FormErrors } from './form';

export interface OrganisationValue {
  cdsCode: string;
  name: string;
}

interface OrganisationFieldProps {
  /** The county offices, from the server. */
  offices: readonly OrganisationValue[];
  value: OrganisationValue;
  onChange: (value: OrganisationValue) => void;
  errors: FormErrors;
  label: MessageKey;
}

type Kind = '' | 'district' | 'coe' | 'partner';

export const NO_ORGANISATION: OrganisationValue = { cdsCode: '', name: '' };

export function OrganisationField(props: OrganisationFieldProps) {
  const { offices, value, onChange, errors, label } = props;
  const { t } = useI18n();
  const [kind, setKind] = useState<Kind>('');
  const nameError = errors['organisation.name'] ?? (kind === '' ? undefined : errors.organisation);

  return (
    <>
      <SelectField
        label={t(label)}
        required
        value={kind}
        error={kind === '' ? (errors.organisation ?? errors['organisation.name']) : undefined}
        onChange={(next) => {
          setKind(next as Kind);
          onChange(NO_ORGANISATION);
        }}
      >
        <option value="">{t('org.kind.choose')}</option>
        <option value="district">{t('org.kind.district')}</option>
        <option value="coe">{t('org.kind.coe')}</option>
        <option value="partner">{t('org.kind.partner')}</option>
      </SelectField>
      {kind === 'coe' && (
        <SelectField
          label={t('org.coe')}
          required
          value={value.cdsCode}
          error={nameError ?? errors['organisation.cdsCode']}
          onChange={(cdsCode) =>
            onChange(offices.find((office) => office.cdsCode === cdsCode) ?? NO_ORGANISATION)
          }
        >
          <option value="">{t('org.coe.choose')}</option>
          {offices.map((office) => (
            <option key={office.cdsCode} value={office.cdsCode}>
              {office.name}
            </option>
          ))}
        </SelectField>
      )}
      {(kind === 'district' || kind === 'partner') && (
        <TextField
          label={t(kind === 'district' ? 'org.districtName' : 'org.partnerName')}
          required
          autoComplete="organization"
          value={value.name}
          error={nameError}
          onChange={(name) => onChange({ ...value, name })}
        />
      )}
      {kind === 'district' && (
        <TextField
          label={t('org.cdsCode')}
          hint={t('org.cdsCode.hint')}
          inputMode="numeric"
          maxLength={9}
          value={value.cdsCode}
          error={errors['organisation.cdsCode']}
          // Codes are often written with a dash or a space after the county.
          onChange={(cdsCode) => onChange({ ...value, cdsCode: cdsCode.replace(/[\s-]/g, '') })}
        />
      )}
    </>
  );
}
