Profile: ScPatient
Parent: Patient
Id: sc-patient
Title: "Person"
Description: "The person a referral is about. Anonymous means without a name, never without consent."
* obeys sc-pat-1 and sc-pat-2
* extension contains
    SafeContact named safeContact 0..* MS and
    MinorStatus named minorStatus 0..1 MS and
    AgeBand named ageBand 0..1 MS and
    Citizenship named citizenship 0..1 and
    Interpreter named interpreter 0..1 MS
* identifier MS
* name MS
* telecom MS
* gender MS
* birthDate MS
* address MS
* communication MS

Invariant: sc-pat-1
Description: "A safe-contact rule that forbids contact or says that nothing is known stands alone."
Severity: #error
Expression: "extension.where(url = 'https://fhir.example.org/supportive-care/StructureDefinition/sc-safe-contact').value.coding.where(code = 'do-not-contact' or code = 'unknown').empty() or extension.where(url = 'https://fhir.example.org/supportive-care/StructureDefinition/sc-safe-contact').count() = 1"

Invariant: sc-pat-2
Description: "Age band and whether the person is of age do not contradict each other."
Severity: #error
Expression: "((extension.where(url = 'https://fhir.example.org/supportive-care/StructureDefinition/sc-minor-status').value.coding.code contains 'adult') and extension.where(url = 'https://fhir.example.org/supportive-care/StructureDefinition/sc-age-band').value.coding.where(code in ('0-11' | '12-14' | '15-17' | 'minor-presumed')).exists()).not() and ((extension.where(url = 'https://fhir.example.org/supportive-care/StructureDefinition/sc-minor-status').value.coding.code contains 'minor') and extension.where(url = 'https://fhir.example.org/supportive-care/StructureDefinition/sc-age-band').value.coding.where(code in ('18-24' | '25-34' | '35-49' | '50+' | 'adult-presumed')).exists()).not()"
