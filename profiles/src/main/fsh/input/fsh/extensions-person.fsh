Extension: SafeContact
Id: sc-safe-contact
Title: "Safe contact"
Description: "One rule on how the person may be contacted without danger."
Context: Patient, RelatedPerson
* insert Coded($sc-contact)

Extension: MinorStatus
Id: sc-minor-status
Title: "Of age or not"
Description: "Whether the person counts as under 18. Not sure counts as under 18."
Context: Patient
* insert Coded($sc-minor-status)

Extension: AgeBand
Id: sc-age-band
Title: "Age band"
Description: "Age as a band, where the birth date is not known or not given."
Context: Patient
* insert Coded($sc-age-band)

Extension: Citizenship
Id: sc-citizenship
Title: "Citizenship group"
Description: "Of which group of countries the person is a citizen, for counting; never of which country."
Context: Patient
* insert Coded($sc-citizenship)

Extension: Interpreter
Id: sc-interpreter
Title: "Interpreter"
Description: "Whether an interpreter is needed, and for which language."
Context: Patient, ServiceRequest, Encounter, Appointment
* extension contains needed 1..1
* extension[needed].value[x] 1..1
* extension[needed].value[x] only boolean
* insert CodedPart(language, 0..*, $languages)
