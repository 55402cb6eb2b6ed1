Extension: ServedCountry
Id: sc-served-country
Title: "Country served"
Description: "A country in which the service works."
Context: HealthcareService
* insert Coded($countries)

Extension: ServedAge
Id: sc-served-age
Title: "Age served"
Description: "An age band that the service takes on."
Context: HealthcareService
* insert Coded($sc-age-band)

Extension: ServedGender
Id: sc-served-gender
Title: "Gender served"
Description: "A gender that the service takes on."
Context: HealthcareService
* value[x] 1..1
* value[x] only code
* valueCode from $genders (required)

Extension: Capacity
Id: sc-capacity
Title: "Capacity"
Description: "Whether the service can take someone on now."
Context: HealthcareService
* insert Coded($sc-capacity)

Extension: ConfidentialAddress
Id: sc-confidential-address
Title: "Confidential address"
Description: "True where the address must not be known: then only its country is given."
Context: Location
* value[x] 1..1
* value[x] only boolean
